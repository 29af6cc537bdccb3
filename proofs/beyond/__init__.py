"""Beyond the papers: repaired statements beside the refuted ones, and results that the suite itself rests on.

A result of the paper that a line names is repaired in that file.

The Oja system (9):

===========================  =========================================================================================
``repaired``                 Remark 1, Remark 3, Lemma 8 and the consensus states of Theorem 2; rank 2 in Lemma 9
``ascent_sharp``             how fast f ascends, and up to which step size (Lemma 7)
``limits``                   Lemma 7: all limits
``polygons_unstable``        **Theorem 2**, the whole; Lemma 5 and Lemma 6: bipartite and polygonal states
``almost_global``            Theorem 2's last part: almost all trajectories reach ``v_1`` or ``-v_1``
``group_distances``          a step of it: opposite groups do not shrink to points
``null_sets``                a step of it: starts that ever meet a null set are a null set
``two_tokens``               n = 2: which antipodal pairs attract an open set
``cycles``                   two-cycles that attract, of (9) for long steps and of attention
===========================  =========================================================================================

Single-head attention (8): clusterings and ranks:

===========================  =========================================================================================
``repaired_clusterings``     Remark 6 and Proposition 1: clusterings, and when a state is an equilibrium
``repaired_ranks``           Lemma 9: the rank of the attention matrix
``repaired_more``            Remark 9, Remark 4, Remark 10 and Fig. 13(b)
===========================  =========================================================================================

The criterion of bipartite stability: what is left of Theorem 3's inequalities:

===========================  =========================================================================================
``negative_eigenvalues``     Remark 10: negative eigenvalues with a score that is not negative
``extreme_eigenvalues``      only the largest and the smallest other eigenvalue matter
``shares``                   one direction of a state in four numbers a, b, p, q
``shares_positive``          lemmas in these numbers, ``lambda_k > 0``
``shares_negative``          lemmas in these numbers, ``lambda_k < 0``
``shares_gammas``            lemmas in these numbers, on the signs of the gammas
``attraction``               the number H, and its range
``criterion_positive``       the criterion where ``lambda_k > 0``
``criterion_negative``       the criterion where ``lambda_k < 0``; two tokens
``bipartite_criterion``      **the criterion**, the whole, in place of Theorem 3 and Remark 10
``balanced_splits``          more balanced splits are stable too
``stable_splits``            which splits are stable, the whole; none under (9)
``inequality_lemmas``        lemmas on Theorem 3's inequalities (1), (2), (3)
``inequality_implications``  which of the three follow from the others
``inequality_groups``        which of the three are needed, the whole
===========================  =========================================================================================

Polygons of attention (8); consensus states of (8), (9) and (21):

===========================  =========================================================================================
``polygonal``                Lemma 15 and the polygons of Theorem 3; a stable polygon
``consensus``                **Theorem 1** and **Theorem 3**, the wholes; Lemma 4; two-cycles of a flipping consensus
===========================  =========================================================================================

Value matrices that are not symmetric:

===========================  =========================================================================================
``asymmetric_thresholds``    real part, modulus or ``|1 + alpha lambda|``: which eigenvalue decides
``asymmetric``               where consensus goes; rotation in the plane of a complex pair
``asymmetric_reached``       D.4.3: which consensus states attract and are reached
===========================  =========================================================================================

The principal eigenvector of a layer (Sections 2.1 and 4, D.4.2):

===========================  =========================================================================================
``cases``                    Section 2.1: the three cases, by ``|1 + alpha lambda|``
``convergence_beyond``       Section 2.1.1: any H, any step, causal masks, near consensus
``complex_principal``        Section 2.1.2: a complex pair of largest ``|1 + alpha lambda|``
``averages``                 eqs (4) to (7): a shear lowers the correlation with a dominant eigenvector
``bipartite_rare``           D.4.2: bipartite consensus is rarely reached where scores are small; rare in high dimension
===========================  =========================================================================================

Several heads (21):

===========================  =========================================================================================
``multihead``                D.4.1: at which vectors bipartite states are, and which are stable where heads commute
===========================  =========================================================================================

Steering of the last layer (the power-method paper):

===========================  =========================================================================================
``steering``                 **Section 2.3**, the whole: a dominant eigenpair with bounds
``steering_tokens``          Section 2.3 and Section 4: where tokens go, and which side; mild steering; other choices of w
===========================  =========================================================================================

Continuous time (the multistability paper), and what it shares with discrete time:

===========================  =========================================================================================
``two_times``                one equilibrium, two Jacobians: for which steps the stability of the flow carries over
``flow_criterion``           **the exact criterion of bipartite stability** of the flow; V not symmetric
``polygons``                 polygonal equilibria: when there are any, on a line, and some that attract
``polygons_spectrum``        the spectrum at every polygonal equilibrium, and which polygons attract
``polygons_opening``         tokens on a line in three dimensions: the third order decides
``basins``                   basins of attraction, certified from inside
``flow_ranks``               the rank of the attention matrix
``oja_flow``                 Lemma 1: from which starts the Oja flow converges to ``+-v_1``
``multiagent_flow``          multiagent stability, the whole: almost all starts; two tokens
===========================  =========================================================================================

Attention on ellipsoids (the asymptotic-behavior paper):

===========================  =========================================================================================
``gradient``                 **Theorem on gradient fields**: P a multiple of W; Table of assumptions
``hemisphere``               tokens in a hemisphere: every step size, stability, the rate in the end
``hemisphere_heads``         values ``c_h I``: which signs lead to consensus
``hemisphere_growth``        which scores may grow, how fast, and in which direction
``hemisphere_boundary``      other masks, the boundary of a hemisphere, starts in none
``causal_symmetric``         Theorem on auto-regressive attention, symmetric V: lambda_1 >= 0, and which hyperplane
``causal_negative``          the same with lambda_1 < 0: it fails for every V
``causal_multihead``         Symmetric value matrix, several heads: a common eigenvector; full attention
``causal_steps``             the same in discrete time
``causal_identity_steps``    V = I in discrete time: almost every start, for short steps
``causal_growth``            growing scores stop the second token
===========================  =========================================================================================

Attention without normalisation (the clusters paper):

===========================  =========================================================================================
``clusters_lipschitz``       Well-posedness: on which intervals, and for which V, tokens are Lipschitz in time
``clusters_codimension``     Conjecture (codimension): finitely many parallel subspaces, and no number that bounds them
``clusters_hyperplanes``     four hyperplanes without each hypothesis of the theorem
===========================  =========================================================================================

Many tokens:

===========================  =========================================================================================
``large_n``                  rates, ends, times and precision with up to a million tokens; ascent for A = V
===========================  =========================================================================================

Beside them: ``worlds`` holds what the identities are evaluated in, examples and experiments; ``_share_instances``
places a lemma on shares at a state, ``_pair_worlds`` has two tokens that feel one push, ``_ascent_seen`` and
``_global_seen`` are trajectories, ``_large_seen`` those of many tokens, and ``_later`` imports such files only when evidence runs.
"""

CONTENTS = (
    "repaired",
    "ascent_sharp",
    "limits",
    "polygons_unstable",
    "almost_global",
    "group_distances",
    "null_sets",
    "two_tokens",
    "cycles",
    "repaired_clusterings",
    "repaired_ranks",
    "repaired_more",
    "negative_eigenvalues",
    "extreme_eigenvalues",
    "shares",
    "shares_positive",
    "shares_negative",
    "shares_gammas",
    "attraction",
    "criterion_positive",
    "criterion_negative",
    "bipartite_criterion",
    "balanced_splits",
    "stable_splits",
    "inequality_lemmas",
    "inequality_implications",
    "inequality_groups",
    "polygonal",
    "consensus",
    "asymmetric_thresholds",
    "asymmetric",
    "asymmetric_reached",
    "cases",
    "convergence_beyond",
    "complex_principal",
    "averages",
    "bipartite_rare",
    "multihead",
    "steering",
    "steering_tokens",
    "two_times",
    "flow_criterion",
    "polygons",
    "polygons_spectrum",
    "polygons_opening",
    "basins",
    "flow_ranks",
    "oja_flow",
    "multiagent_flow",
    "gradient",
    "hemisphere",
    "hemisphere_heads",
    "hemisphere_growth",
    "hemisphere_boundary",
    "causal_symmetric",
    "causal_negative",
    "causal_multihead",
    "causal_steps",
    "causal_identity_steps",
    "causal_growth",
    "clusters_lipschitz",
    "clusters_codimension",
    "clusters_hyperplanes",
    "large_n",
)
