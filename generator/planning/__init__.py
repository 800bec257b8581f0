"""Model to model: standing, windows, choice, placement and rules. Pure: no disk, no clock.

Where to look, in the order in which a plan is made:

- `world`, `calendars`, `ledger`: the playbook prepared for questions; a person's case; what is used up
- `standing`, `cadence`, `owed`, `next_step`: what comes next for somebody, in which window, and why
- `outlook`, `judging`, `verdicts`, `choice`, `explaining`: by which way; what speaks against the others
- `due`, `opening`, `aims`, `aiming`, `asking`: a step waits, aims at a day, and is asked for anew
- `queues`, `full_days`, `doors`, `giving_way`, `preparing`: what a day holds, and who leaves it to whom
- `placement`, `plan`: the walk through the calendar, and what came of it
- `rules`: every rule's name, sentence and source, in order
"""
