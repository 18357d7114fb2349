"""Model fields of the house. To migrations they look like Django's own."""

from django.core.validators import MaxLengthValidator
from django_prose_editor.fields import ProseEditorField

from projects.records import richtext


class RichTextField(ProseEditorField):
    """HTML of the allow-list in `richtext`, cleaned in forms and again on every save."""

    default_validators = [MaxLengthValidator(richtext.MOST)]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"extensions": richtext.EXTENSIONS, "sanitize": richtext.clean} | kwargs)

    def pre_save(self, instance, add):
        value = richtext.clean(getattr(instance, self.attname) or "")
        setattr(instance, self.attname, value)
        return value
