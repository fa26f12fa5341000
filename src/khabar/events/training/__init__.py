"""Learning what the tables of events hold, for ``khabar train`` only; nothing here runs while reading.

One module per table: who takes part (``cast``), when (``dates``), where (``places``), what is recorded (``recorded``).
They share the regression (``logistic``), how one of several is learnt (``lessons``) and the tables of readings.
"""
