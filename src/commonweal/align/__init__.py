"""Step 3: which obstacles stand between promise and benefit, with which authority."""
