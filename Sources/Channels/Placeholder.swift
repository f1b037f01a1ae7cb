// Stands here until the room has code.
