"""Step 7: did each party get what it was promised."""
