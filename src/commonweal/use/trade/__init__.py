"""Trade lane: declarations beside the invoices and packing lists that traders share."""
