# Apart from what fills it (0004): PostgreSQL alters no table while rows of this transaction wait for their checks.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('courses', '0002_more_to_come'),
    ]

    operations = [
        migrations.CreateModel(
            name='CourseGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course_key', models.UUIDField(editable=False, unique=True, verbose_name='course')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='course_group', to='auth.group', verbose_name='group')),
            ],
            options={
                'verbose_name': 'group of a course',
                'verbose_name_plural': 'groups of courses',
            },
        ),
    ]
