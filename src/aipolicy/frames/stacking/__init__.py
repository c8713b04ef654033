"""The resolver on frames: a row is an award; what is payable of each row, and why not more.

Data flows one way. `rows` reads the columns into a portfolio and checks it; `groups` finds which
rows conflict or exceed a joint cap, and decides the groups whose answer is plain; `exact` hands
the other rows to the resolver for awards; `payouts` puts both together, and `result_columns`
writes them into the frame.
"""
