from plenum.cli.management.commands.state_diagrams import FOLDER, pages


def test_the_diagrams_of_states_are_up_to_date() -> None:
    drawn = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert drawn == pages(), "run plenum manage state_diagrams"
