"""What all tests share. That this file stands here lets every test import the small worlds beside it."""
