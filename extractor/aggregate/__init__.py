"""Records of many reports brought together: what counts, who is missing, what adds up, where it stands."""
