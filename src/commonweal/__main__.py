"""`python -m commonweal` is `weal`."""

from commonweal.cli.main import main

main()
