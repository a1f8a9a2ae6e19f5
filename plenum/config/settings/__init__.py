"""Settings: `base` is what every way of running shares; `local`, `test` and `production` differ from it by little."""
