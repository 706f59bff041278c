"""What keeps clocks true: policies that apply, holds, resolutions, and the sweep that warns."""
