from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=60, unique=True)),
                ('turns', models.PositiveBigIntegerField(default=0)),
                ('slot_at', models.DateTimeField(blank=True, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('task', models.CharField(blank=True, max_length=36)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
                ('fault', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('job',),
            },
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, unique=True)),
                ('host', models.CharField(max_length=100)),
                ('began_at', models.DateTimeField()),
                ('beats', models.PositiveBigIntegerField(default=0)),
                ('task', models.CharField(blank=True, max_length=36)),
                ('done', models.PositiveIntegerField(default=0)),
                ('of', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ('began_at', 'pk'),
            },
        ),
        migrations.DeleteModel(name='Slot'),
    ]
