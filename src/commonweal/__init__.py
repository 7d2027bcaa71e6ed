"""commonweal takes a voluntary data-sharing partnership from first conversation to public value."""
