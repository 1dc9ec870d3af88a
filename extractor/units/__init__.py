"""Administrative units in time: the names that reports print (`names`) and the lists they are found in."""
