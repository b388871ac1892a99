"""From evidence to credence to verdict."""
