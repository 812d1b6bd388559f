"""Limits that a process puts on itself before it reads untrusted bytes: Landlock, seccomp, resource limits."""
