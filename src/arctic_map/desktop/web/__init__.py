"""The web view: scheme, bridge, interceptor."""
