"""Rules on what may stand beside what, and the resolver that reads them on awards.

Rules are data; awards are read under them as ties; the ties are a choice in whole numbers; the
choice is told as a resolution. Nothing here knows a policy.
"""
