"""How an incoming document goes: received, registered, submitted, assigned, worked on, done.

Decree 30/2020 art. 21-24: receive → register → submit → handle. Returns lead one step back and always carry a
reason; a document that was returned to its sender or done is finished, though work that was not enough can be
asked for again. What a confirmed incident withdraws stays as a stub. An entry for a document that is kept on paper
only is no step of this way: it begins as that and stays that.
"""

from plenum.core.states import StateTable
from plenum.documents.enums import State

INCOMING = StateTable(
    name="incoming-document",
    start=State.WAITING,
    transitions={
        "register_document": (frozenset({State.WAITING}), State.REGISTERED),
        "submit_to_leader": (frozenset({State.REGISTERED}), State.SUBMITTED),
        "instruct": (frozenset({State.SUBMITTED}), State.ASSIGNED),
        "give_to_specialist": (frozenset({State.ASSIGNED, State.IN_WORK}), State.IN_WORK),
        "report_done": (frozenset({State.ASSIGNED, State.IN_WORK}), State.DONE),
        "return_to_sender": (frozenset({State.WAITING, State.REGISTERED}), State.RETURNED),
        "return_to_clerk": (frozenset({State.SUBMITTED}), State.REGISTERED),
        "return_to_leader": (frozenset({State.ASSIGNED}), State.SUBMITTED),
        "return_to_head": (frozenset({State.IN_WORK}), State.ASSIGNED),
        "ask_for_more": (frozenset({State.DONE}), State.IN_WORK),
        "withdraw_document": (frozenset(State) - {State.WITHDRAWN, State.PAPER}, State.WITHDRAWN),
    },
)


def next_state(act: str, state: str) -> State:
    """The state after ``act``, from a state as the database has it; raises as `StateTable.next` does."""
    return INCOMING.next(act, State(state))
