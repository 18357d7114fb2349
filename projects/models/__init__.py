from projects.models.claims import Figure, Participation, Statement, StatusReport
from projects.models.project import Project

__all__ = ["Figure", "Participation", "Project", "Statement", "StatusReport"]
