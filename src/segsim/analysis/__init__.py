"""What do recorded runs say, before anybody draws them? Read by figures/ and pages/; neither simulates nor draws."""
