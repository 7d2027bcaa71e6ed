"""The pages: server-rendered, one module per step, thin over `app`."""
