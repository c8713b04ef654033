"""Combining awards: what is payable of several awards, and why the rest is not (就高不重复).

Rules are data of the documents; nothing here knows one of them. Data flows one way:

    entry -> meetings -> ties -> settlement -> explanation, alternatives, marks -> resolution

An entry is an award or a sum paid before, known by its index in every step. Awards *meet* in a
group under a rule; what the rule does to them is a *tie*: an exclusion, a conflict, a joint cap,
or a loss. The ties make a problem in whole numbers for `aipolicy.calc.choice`.

These words have one meaning in all modules:

- *kept*: an award is kept if it is in the best choice. No two kept awards exclude each other; all
  other awards are *left out*.
- *lost*: a rule makes the award unpayable, whatever is chosen.
- *gross*: what a kept award comes to under joint caps, before offsets.
- *replaced*: a sum paid before that is left out is replaced by the kept awards that exclude it.
- *covered*: a sum paid before is covered if it is kept whole, or replaced by awards whose gross
  comes to at least as much. The best choice covers every sum paid before.
- *offset*: the part of an award's gross that was paid before under the sums it replaces.
- *paid*: an award's gross less its offsets: what is payable now.
"""
