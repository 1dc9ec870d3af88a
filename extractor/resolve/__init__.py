"""What findings say about each other: lists carry, short forms point back, figures get their period."""
