// Package tools pins what `make setup` builds. It holds no code.
package tools
