/* What makes pages quicker to use; everything works without it too. */
