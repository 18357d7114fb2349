from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0003_date_changes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='milestone',
            name='kind',
            field=models.CharField(choices=[('company', 'company'), ('partnership', 'partnership'), ('research', 'research'), ('construction', 'construction'), ('opening', 'opening'), ('production', 'production'), ('energy', 'energy'), ('training', 'training'), ('policy', 'policy')], max_length=20, verbose_name='kind'),
        ),
    ]
