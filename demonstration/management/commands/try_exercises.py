"""Run the demonstration's exercises through the real grader."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessments.authoring import in_one_sandbox
from assessments.shapes import TrialReport
from demonstration import CONTENT
from demonstration.exercise_format import ExerciseFolder, folders
from demonstration.exercise_table import FILE, table
from demonstration.exercise_trials import KeptTrial, NotTriedYet, differences, try_folder


class Command(BaseCommand):
    help = (
        "Run starter, solution and known mistakes of the demonstration's exercises through the real grader."
    )

    def add_arguments(self, parser):
        parser.add_argument("codes", nargs="*", help="Only these: E01 E02. All without any.")
        parser.add_argument("--write", action="store_true", help="Keep what came out, for loading.")

    def handle(self, *args, codes, write, **options):
        wanted = {code.upper() for code in codes}
        troubled = []
        for folder in folders(CONTENT):
            if wanted and folder.code not in wanted:
                continue
            with in_one_sandbox() as run:
                trial = try_folder(folder, run)
            problems = _problems(trial.outcome.report)
            self.stdout.write(f"{folder.code}: {'passed' if not problems else 'NOT passed'}")
            for problem in problems:
                self.stdout.write(f"  {problem}")
            for name, passes in trial.outcome.report["typed"].items():
                if passes:
                    self.stdout.write(f"  {name}: the same with the hidden data, so a typed-in value passes")
            if problems:
                troubled.append(folder.code)
            elif write:
                trial.write(folder)
            elif changed := self._changed(folder, trial):
                self.stdout.write(f"  differs from what is kept: {changed}")
                troubled.append(folder.code)
        if write:
            self._write_table()
        if troubled:
            raise CommandError(f"Look at {', '.join(troubled)}.")

    @staticmethod
    def _changed(folder: ExerciseFolder, trial: KeptTrial) -> str:
        try:
            return ", ".join(differences(KeptTrial.read(folder), trial)[:5])
        except NotTriedYet as error:
            return str(error)

    def _write_table(self) -> None:
        try:
            kept = [(folder, KeptTrial.read(folder)) for folder in folders(CONTENT)]
        except NotTriedYet as error:
            self.stdout.write(str(error))
            return
        (settings.BASE_DIR / FILE).write_text(table(kept), encoding="utf-8")


def _problems(report: TrialReport) -> list[str]:
    """What did not go as it should, in plain words."""
    found = []
    for language, part in report["languages"].items():
        solution, starter = part["solution"], part["starter"]
        if not solution["ok"]:
            wrong = [
                row["name"] for row in solution["answers"] if not (row["visible"] and all(row["hidden"]))
            ]
            errors = [error for error in solution["errors"] if error]
            found.append(
                f"{language}: the solution has {solution['points']} of {solution['of']} points; not right: "
                f"{', '.join(wrong) or 'nothing'}; errors: {errors or 'none'}"
            )
        if not starter["ok"]:
            found.append(f"{language}: the starter is right in {', '.join(starter['right'])}")
        for row in part["mistakes"]:
            if not row["ok"]:
                other = "" if row["other"] is None else f" ({row['other'] + 1})"
                found.append(
                    f"{language}: mistake {row['place'] + 1} of {row['answer']} ({row['shown']}): {row['problem']}{other}"
                )
    return found
