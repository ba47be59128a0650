"""Makes python.safetensors: python3 python.safetensors.py (safetensors 0.8.0, numpy 2.4.6)."""

import numpy as np
from safetensors.numpy import save_file

save_file(
    {
        "train/params": np.array([1.5, -2.25, np.float32(1e-45)], dtype=np.float32),
        "normalize/mean": np.array([[1 / 3, -1e308], [0.0, 2.0]]),
        "train/steps": np.array([2**62 + 1, -5], dtype=np.int64),
        "train/sizes": np.array([7], dtype=np.int32),
        "train/nothing": np.zeros((0, 3), dtype=np.float32),
    },
    "python.safetensors",
    metadata={"made by": "Python", "text": 'ümlaut and "quotes"'},
)
