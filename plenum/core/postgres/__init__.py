"""PostgreSQL: the embedded cluster's life from the first start to recovery, and what is asked of an outside one."""
