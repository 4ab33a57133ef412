"""The world that never is published: papers with names, what goes to Pix, where each session stands."""
