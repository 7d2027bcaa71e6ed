"""What is wrong with a value, while the path to it is still being gathered."""

from typing import Self

from commonweal.model.errors import Invalid
from commonweal.use.food.jsonpath import Step, json_path


class Wrong(Exception):  # noqa: N818 - reads as a sentence; never leaves the reading of a document
    """A value is not what it should be; each level it passes adds its own step of the path."""

    def __init__(self, what: str, right: str) -> None:
        """`what` is wrong, as the end of a sentence that begins with the path; `right` would do."""
        super().__init__(what)
        self.what = what
        self.right = right
        self.steps: list[Step] = []

    def under(self, step: Step) -> Self:
        """The same, one level up."""
        self.steps.append(step)
        return self

    def invalid(self, file: str) -> Invalid:
        """The problem that the faces show."""
        where = json_path(reversed(self.steps))
        return Invalid(
            detail=f"{file}: {where} {self.what}.", hint=self.right, file=file, field=where
        )
