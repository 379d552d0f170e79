"""Every event the ledger knows, and every version of it ever accepted. Adding an event is adding a line."""

from streams.events import assessment, correction, enterprise, insurance, registration, service
from streams.events.contract import Event

VERSIONS: tuple[type[Event], ...] = (
    enterprise.EnterpriseListed,
    enterprise.PlacementPlanAdvanced,
    enterprise.WorkerRosteredV1,
    enterprise.WorkerRostered,
    enterprise.WorkerDiverted,
    enterprise.LabourRelationEnded,
    insurance.InsuranceStarted,
    insurance.InsuranceEnded,
    insurance.InsuranceTransferred,
    insurance.PensionStarted,
    insurance.DeathRecorded,
    registration.EmploymentRegistered,
    registration.UnemploymentRegistered,
    registration.UnemploymentDeregistered,
    registration.HardshipCertified,
    registration.BusinessRegistered,
    service.JobRecommended,
    service.GuidanceGiven,
    service.TrainingCompleted,
    assessment.TargetSigned,
    assessment.TargetRevised,
    assessment.DenominatorPublished,
    assessment.BulletinIssued,
    correction.EventCorrected,
    correction.EventRetracted,
    correction.PersonsMerged,
)

BY_SCHEMA: dict[str, type[Event]] = {event.schema_urn(): event for event in VERSIONS}
LATEST: dict[str, type[Event]] = {event.type: event for event in sorted(VERSIONS, key=lambda e: e.version)}
FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(event.family for event in VERSIONS))
