"""A graded run: every sentence that a real small model writes, before and after verification.

``python -m tests.llm.grading`` asks the questions of three sets (``questions``), records what the
model wrote and what became of it (``recording``, ``records``), grades each sentence by gold
evidence (``stating``, ``gold``, ``grader``), lets a person decide what that could not
(``by_hand``), and writes figures with their intervals (``figures``, ``report``).
"""
