"""The resolver on frames: a row an award, what is payable of each, and why the rest is not.

Rows are grouped in arrays. Where all awards of a group exclude each other the highest is found
by one maximum over the group; every other group is handed to the exact resolver.
"""
