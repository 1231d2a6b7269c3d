"""City strategies: their files, the checks of the order, the monitoring and the charts.

A pure package: it knows nothing of MkDocs, has no clock and no root folder of its own (both are
arguments) and keeps no state. Read it in this order: `model`, `methodology`, `source`, `load`,
`checks`, `monitoring`, `charts`.
"""
