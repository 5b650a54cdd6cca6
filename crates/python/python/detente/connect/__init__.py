"""The model as other packages want it: `connect.ema` (EMA Workbench), `connect.salib` (SALib), `connect.gambit` (pygambit),
`connect.platypus` (platypus-opt). Each needs its package installed."""
