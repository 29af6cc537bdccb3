"""Sweeps: random systems by the hundred thousand, each against the closed forms. A falsifier at scale.

================  ===========================================================================
``plan``          what is drawn, and how many
``draw``          instance i from the seed and i alone
``predict``       what the closed forms say of its consensus and bipartite states
``examine``       one instance: where its starts end, and whether that contradicts the prediction
``contradict``    a contradiction looked at once more by an independent route, and as a file to replay
``store``         one SQLite file: safe to kill, and to go on with
``conduct``       chunks of instances to workers, rows to the file
``merge``         the files of several jobs as one
``summary``       shares with intervals, counts of contradictions
================  ===========================================================================
"""
