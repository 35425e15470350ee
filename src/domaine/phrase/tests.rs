//! Gender, number and sign of the ready-made sentences.
