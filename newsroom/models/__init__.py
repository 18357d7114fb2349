from newsroom.models.desk import Contact, Topic
from newsroom.models.release import Boilerplate, PressRelease

__all__ = ["Boilerplate", "Contact", "PressRelease", "Topic"]
