// Stands here until the room has tests.
