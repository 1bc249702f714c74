import './side'
