from django.db import migrations


class Migration(migrations.Migration):
    """The table of Django's database cache (`createcachetable`): counters of attempts and used codes."""

    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                """
                CREATE UNLOGGED TABLE directory_cache (
                    cache_key varchar(255) NOT NULL PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamp with time zone NOT NULL
                )
                """,
                "CREATE INDEX directory_cache_expires ON directory_cache (expires)",
            ],
            ["DROP TABLE directory_cache"],
        )
    ]
