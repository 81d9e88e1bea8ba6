// Nothing to call: linked into a program, the check of address-space.c runs by itself.
#pragma once
