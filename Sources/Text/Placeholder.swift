// (replaced at once by the pattern engine)
