from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_exercises_by_their_notebooks")]

    operations = [migrations.RemoveField(model_name="exercise", name="programming_language")]
