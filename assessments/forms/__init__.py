"""What trainees send, turned into clean values."""
