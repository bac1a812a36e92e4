"""Which slots the event and its persons have, and how they are decided."""

from __future__ import annotations

PLACE_SLOTS = ("city", "county", "state")
EVENT_SLOTS = ("place", "contact_reason", "fled", "body_camera", "officers_injured", "officers_killed")
SPAN_SLOTS = ("occurred_from", "occurred_to", "date_precision", "date_basis")  # follow from the day or a span
SUBJECT_SLOTS = ("name", "age", "gender", "race", "outcome", "armed")
HARMED_SLOTS = ("name", "age", "outcome", "harmed_by")
DEVELOPMENT_SLOTS = (
    "footage_released",
    "charging_decision",
    "lawsuit",
    "settlement",
)  # add up, see the timeline
SEVERAL_SLOTS = ("force_type", "agency_role", *DEVELOPMENT_SLOTS)  # take several values
