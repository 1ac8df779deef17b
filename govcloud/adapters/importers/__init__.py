"""What agencies already have, cell by cell: spreadsheets, VMware exports, CMDB dumps."""
