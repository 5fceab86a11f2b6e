from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0006_several_runtimes_of_a_trial")]

    operations = [
        migrations.RenameField(model_name="trial", old_name="sheet", new_name="definition"),
        migrations.AlterField(
            model_name="trial",
            name="definition",
            field=models.JSONField(default=dict, verbose_name="definition"),
        ),
    ]
